namespace Holdfast.Shell.Automation;

/// <summary>Lets a mandatory parameter be an empty text.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AllowEmptyStringAttribute : Attribute;
