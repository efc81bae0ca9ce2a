using System.Collections;
using System.Globalization;
using System.Security;

namespace Holdfast.Shell.Binding;

/// <summary>Makes of a value what a parameter or a comparison wants, by the rules of PowerShell as far as cmdlets of the module need them.</summary>
internal static class ValueConversion
{
    private static readonly CultureInfo culture = CultureInfo.InvariantCulture;

    /// <returns>False, and <paramref name="problem"/> says why: it cannot be converted.</returns>
    internal static bool Try(object? value, Type target, out object? converted, out string problem)
    {
        problem = "";
        if (Nullable.GetUnderlyingType(target) is { } inner)
        {
            if (value is not null) return Try(value, inner, out converted, out problem);
            converted = null;
            return true;
        }
        if (target.IsArray) return TryArray(value is TypedText typed ? typed.Many : value, target.GetElementType()!, out converted, out problem);
        if (target == typeof(object)) return Done(value is TypedText word ? word.Natural : value, out converted);
        if (value is null)
        {
            converted = target == typeof(SwitchParameter) ? new SwitchParameter(false) : null;
            return !target.IsValueType || converted is not null || Fails("nothing", target, out problem);
        }
        if (target.IsInstanceOfType(value)) return Done(value, out converted);
        converted = null;
        if (value is IEnumerable and not string) return Fails("several values", target, out problem);
        return Scalar(value, target, out converted) || Fails($"'{Text(value)}'", target, out problem);
    }

    /// <summary>Converts or fails.</summary>
    internal static object? To(object? value, Type target) => Try(value, target, out var converted, out var problem) ? converted : throw Usage.Wrong(problem, "Give a value of this kind.");

    private static bool TryArray(object? value, Type element, out object? converted, out string problem)
    {
        (converted, problem) = (null, "");
        if (value is null) return true;
        object?[] values = value is IEnumerable many and not string ? [.. many.Cast<object?>()] : [value];
        var array = Array.CreateInstance(element, values.Length);
        for (var index = 0; index < values.Length; index++)
        {
            if (!Try(values[index], element, out var one, out problem)) return false;
            array.SetValue(one, index);
        }
        return Done(array, out converted);
    }

    private static bool Scalar(object value, Type target, out object? converted)
    {
        var text = Text(value);
        if (target == typeof(string)) return Done(text, out converted);
        if (target == typeof(SwitchParameter)) return Done(Truth(value) is { } set ? new SwitchParameter(set) : null, out converted) && converted is not null;
        if (target == typeof(bool)) return Done(Truth(value), out converted) && converted is not null;
        if (target.IsEnum) return Done(EnumNames.Parse(text, target), out converted) && converted is not null;
        if (target == typeof(DateTime)) return Done(DateTime.TryParse(text, culture, DateTimeStyles.AllowWhiteSpaces, out var time) ? time : null, out converted) && converted is not null;
        if (target == typeof(DateTimeOffset)) return Done(DateTimeOffset.TryParse(text, culture, DateTimeStyles.AssumeLocal, out var moment) ? moment : null, out converted) && converted is not null;
        if (target == typeof(TimeSpan)) return Done(TimeSpan.TryParse(text, culture, out var span) ? span : null, out converted) && converted is not null;
        if (target == typeof(Guid)) return Done(Guid.TryParse(text, out var id) ? id : null, out converted) && converted is not null;
        if (target == typeof(Uri)) return Done(Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : null, out converted) && converted is not null;
        return Done(target.IsPrimitive || target == typeof(decimal) ? Number(value, text, target) : null, out converted) && converted is not null;
    }

    private static object? Number(object value, string text, Type target)
    {
        try
        {
            return Convert.ChangeType(value is string or TypedText ? TypedText.Number(text) ?? text : value, target, culture);
        }
        catch (Exception failure) when (failure is FormatException or OverflowException or InvalidCastException)
        {
            return null;
        }
    }

    private static bool? Truth(object value) => value switch
    {
        bool truth => truth,
        SwitchParameter given => given.IsPresent,
        int number => number != 0,
        TypedText { Splits: true } typed => typed.Text.ToLowerInvariant() switch { "$true" or "true" or "1" => true, "$false" or "false" or "0" => false, _ => null },
        TypedText typed when TypedText.Number(typed.Text) is int number => number != 0,
        _ => null,
    };

    private static string Text(object value) => value is IFormattable formattable ? formattable.ToString(null, culture) : value.ToString() ?? "";

    private static bool Done(object? value, out object? converted)
    {
        converted = value;
        return true;
    }

    private static bool Fails(string what, Type target, out string problem)
    {
        problem = target == typeof(SecureString) || target == typeof(PSCredential)
            ? "A secret is not typed on a command line, where others can read it: leave the value out, and it is asked for."
            : target.IsEnum ? $"{what} is none of {string.Join(", ", Enum.GetNames(target))}." : $"{what} is not of the kind {target.Name}.";
        return false;
    }
}
