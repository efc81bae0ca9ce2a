namespace Holdfast.Shell.Automation;

/// <summary>Other names of a parameter or a cmdlet.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public sealed class AliasAttribute(params string[] aliasNames) : Attribute
{
    public IReadOnlyList<string> AliasNames => aliasNames;
}
