namespace Holdfast.Protection.Groups.Policy;

/// <summary>One thing that is wrong with a policy.</summary>
/// <param name="Field">Where, as the API names it, such as "online.schedule".</param>
public sealed record PolicyViolation(string Field, string Message);
