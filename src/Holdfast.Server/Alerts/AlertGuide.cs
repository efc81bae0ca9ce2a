namespace Holdfast.Server.Alerts;

/// <summary>What a person needs to know about alerts of one type.</summary>
/// <param name="Cause">Why such an alert is raised.</param>
/// <param name="Action">What to do about it.</param>
/// <param name="Command">The command line that does it or shows where to look; SUBJECT stands for the alert's subject.</param>
public sealed record AlertGuide(string Cause, string Action, string Command);
