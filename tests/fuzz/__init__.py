"""Programs that throw made-up input at one part of the house for as long as one likes."""
