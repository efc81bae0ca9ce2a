namespace Holdfast.Protection.Alerts;

/// <summary>What is the same for all alerts of a type.</summary>
/// <param name="Title">A few words, without the subject.</param>
/// <param name="ResolvesItself">Becomes inactive when its cause is gone; otherwise a person resolves it, or its time passes.</param>
public sealed record AlertKind(AlertSeverity Severity, AlertArea Area, string Title, bool ResolvesItself = true);
