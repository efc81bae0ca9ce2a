namespace Holdfast.Protection.Groups.Policy;

/// <summary>A setting of a member; what there is, its kind knows.</summary>
public sealed record MemberOption(string Name, string Value);
