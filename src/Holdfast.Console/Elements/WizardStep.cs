namespace Holdfast.Console.Elements;

/// <summary>A step of a wizard.</summary>
/// <param name="IsLeft">It was gone by without being done: it is not ticked off.</param>
/// <param name="Problem">What keeps one from going on, in plain words; null: nothing.</param>
public sealed record WizardStep(string Id, string Title, string? Problem = null, bool IsLeft = false);
