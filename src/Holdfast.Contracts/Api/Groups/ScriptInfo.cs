namespace Holdfast.Contracts.Api.Groups;

/// <summary>A program and its arguments, passed as they are: no shell ever sees them.</summary>
/// <param name="Arguments">The first is the absolute path of the program.</param>
/// <param name="TimeoutSeconds">1…86,400.</param>
public sealed record ScriptInfo(IReadOnlyList<string> Arguments, int TimeoutSeconds = 1800);
