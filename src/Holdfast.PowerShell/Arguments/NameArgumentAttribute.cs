namespace Holdfast.PowerShell.Arguments;

/// <summary>Lets a parameter take a name, or several, in the place of the objects.</summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class NameArgumentAttribute : ArgumentTransformationAttribute
{
    /// <summary>The object of this name at the server that is meant where none is named.</summary>
    private protected abstract object Find(string name);

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => Plain(inputData) switch
    {
        string name => Find(name),
        object[] many => Array.ConvertAll(many, one => Plain(one) is string name ? Find(name) : Plain(one)),
        var other => other!,
    };

    private protected static object? Plain(object? value) => value is PSObject { BaseObject: var inner } ? inner : value;
}
