// Lines are cut into a thousand octets of stack at a time: clearing them first would cost more than reading the line. Everything
// that reads such a buffer has written it before.
[module: System.Runtime.CompilerServices.SkipLocalsInit]
