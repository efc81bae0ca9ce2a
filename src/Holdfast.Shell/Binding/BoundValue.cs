using System.Collections;
using System.Reflection;
using System.Security;

namespace Holdfast.Shell.Binding;

/// <summary>Makes of what was given for a parameter what its property takes.</summary>
internal static class BoundValue
{
    /// <param name="coerce">False: only what is of the right kind already, or becomes so by the parameter's own transformations.</param>
    internal static bool Try(CmdletParameter parameter, object? given, bool coerce, out object? value, out string problem)
    {
        var type = parameter.Property.PropertyType;
        value = given;
        problem = "";
        if (Fits(given, type)) return ValueConversion.Try(given, type, out value, out problem);
        foreach (var transformation in parameter.Property.GetCustomAttributes<ArgumentTransformationAttribute>())
            value = value is null ? null : transformation.Transform(EngineIntrinsics.Here, Plain(value, type.IsArray)!);
        return (coerce || Fits(value, type)) && ValueConversion.Try(value, type, out value, out problem);
    }

    /// <summary>The secret of a parameter that was named without one.</summary>
    internal static bool AskedFor(CmdletParameter parameter, out object? value)
    {
        var type = parameter.Property.PropertyType;
        value = type == typeof(SecureString) ? SecretPrompt.Ask(parameter.Name) : type == typeof(PSCredential) ? SecretPrompt.AskCredential() : null;
        return value is not null;
    }

    private static bool Fits(object? value, Type type)
    {
        // A word that is a number is one, where a text could be meant as well.
        if (value is TypedText typed) value = typed.Natural;
        if (value is null) return false;
        if ((Nullable.GetUnderlyingType(type) ?? type).IsInstanceOfType(value)) return true;
        if (!type.IsArray) return false;
        var element = type.GetElementType()!;
        return element.IsInstanceOfType(value) || (value is IEnumerable many and not string && many.Cast<object?>().All(one => Fits(one, element)));
    }

    /// <summary>Transformations know texts and objects alone.</summary>
    private static object? Plain(object? value, bool many) => (value is TypedText typed && many ? typed.Many : value) switch
    {
        TypedText text => text.Text,
        object[] values => Array.ConvertAll(values, one => Plain(one, many: false)),
        var other => other,
    };
}
