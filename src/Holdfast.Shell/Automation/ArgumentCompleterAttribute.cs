using System.Diagnostics.CodeAnalysis;

namespace Holdfast.Shell.Automation;

/// <summary>Who completes the argument of a parameter: an <see cref="IArgumentCompleter"/> that can be made without arguments.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ArgumentCompleterAttribute([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] Type type) : Attribute
{
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
    public Type Type => type;
}
