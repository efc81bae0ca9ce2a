namespace Holdfast.Protection.Groups.Policy;

/// <summary>A program and its arguments, passed as they are: no shell ever sees them.</summary>
/// <param name="Arguments">The first is the program's absolute path.</param>
/// <param name="TimeoutSeconds">1 to 86,400.</param>
public sealed record ScriptCommand(EquatableList<string> Arguments, int TimeoutSeconds = 1800);
