namespace Holdfast.Shell.Automation;

/// <summary>What a cmdlet gives out.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class OutputTypeAttribute(params Type[] type) : Attribute
{
    public IReadOnlyList<Type> Type => type;
}
