using System.Collections;
using Holdfast.Shell.Binding;

namespace Holdfast.Shell.Objects;

/// <summary>Values as the language sees them.</summary>
internal static class Values
{
    /// <summary>What a pipeline has given out: nothing, one thing, or several.</summary>
    internal static object? Of(IReadOnlyList<object?> all) => all.Count switch { 0 => null, 1 => all[0], _ => all.ToArray() };

    /// <summary>One after the other what a value sends into a pipeline.</summary>
    internal static IEnumerable<object?> Each(object? value) => value switch
    {
        null => [],
        string => [value],
        IEnumerable many => many.Cast<object?>(),
        _ => [value],
    };

    /// <summary>Whether a condition holds, as PowerShell has it.</summary>
    internal static bool IsTrue(object? value) => value switch
    {
        null => false,
        bool truth => truth,
        SwitchParameter given => given.IsPresent,
        string text => text.Length > 0,
        IConvertible number when value is not DateTime and not Enum => number.ToDouble(null) != 0,
        ICollection many => many.Count > 1 || (many.Count == 1 && IsTrue(many.Cast<object?>().First())),
        _ => true,
    };

    /// <summary>Compares: texts in any case, anything else after the right side has become what the left one is. Null: they cannot be compared.</summary>
    internal static int? Compare(object? left, object? right)
    {
        if (left is null || right is null) return left is null && right is null ? 0 : left is null ? -1 : 1;
        if (left is Enum or bool && right is string or TypedText) left = left.ToString()!;
        if (!ValueConversion.Try(right is TypedText typed ? typed.Natural : right, left.GetType(), out var same, out _)) return left is string or null ? null : CompareWider(left, right);
        if (left is string text) return string.Compare(text, (string?)same, StringComparison.OrdinalIgnoreCase);
        if (left is int or long && right is double) return CompareWider(left, right);
        return left is IComparable comparable ? comparable.CompareTo(same) : Equals(left, same) ? 0 : null;
    }

    private static int? CompareWider(object left, object right) =>
        ValueConversion.Try(left, typeof(double), out var one, out _) && ValueConversion.Try(right, typeof(double), out var other, out _) ? ((double)one!).CompareTo((double)other!) : null;
}
