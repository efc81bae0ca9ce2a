using System.Collections;
using System.IO.Enumeration;
using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Security;
using Holdfast.Shell.Binding;

namespace Holdfast.Shell.Objects;

/// <summary>The properties of objects as the language sees them: by name in any case.</summary>
internal static class ObjectProperties
{
    /// <summary>Those of a type that are shown: public, and no secrets.</summary>
    internal static IEnumerable<PropertyInfo> Of(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0 && property.PropertyType != typeof(SecureString) && property.PropertyType != typeof(PSCredential));

    internal static IReadOnlyList<string> NamesOf(object value) => value is PropertyBag bag ? [.. bag.Properties.Select(property => property.Key)] : [.. Of(value.GetType()).Select(property => property.Name)];

    /// <summary>The names that are meant by some in which * stands for any text; one without * as it was typed, also where the object has none of that name.</summary>
    internal static IReadOnlyList<string> Meant(object value, IEnumerable<string> names) =>
        [.. names.SelectMany(name => name.Contains('*') ? NamesOf(value).Where(own => FileSystemName.MatchesSimpleExpression(name, own)) : [name]).Distinct(StringComparer.OrdinalIgnoreCase)];

    internal static bool TryGet(object value, string name, out object? property)
    {
        property = null;
        if (value is PropertyBag bag)
        {
            foreach (var (key, held) in bag.Properties)
            {
                if (!string.Equals(key, name, StringComparison.OrdinalIgnoreCase)) continue;
                property = held;
                return true;
            }
            return false;
        }
        if (Of(value.GetType()).FirstOrDefault(one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase)) is not { } found) return false;
        property = Read(found, value);
        return true;
    }

    /// <summary>What `value.name` is: of several objects that of each, as PowerShell has it; null where there is no such property.</summary>
    internal static object? Member(object? value, string name)
    {
        if (value is null) return null;
        if (value is not IEnumerable many || value is string) return TryGet(value, name, out var property) ? property : name.Equals("Count", StringComparison.OrdinalIgnoreCase) ? 1 : null;
        var all = many.Cast<object?>().ToList();
        if (name.Equals("Count", StringComparison.OrdinalIgnoreCase) || name.Equals("Length", StringComparison.OrdinalIgnoreCase)) return all.Count;
        return Values.Of([.. all.Where(one => one is not null && TryGet(one, name, out _)).Select(one => Member(one, name))]);
    }

    private static object? Read(PropertyInfo property, object of)
    {
        try
        {
            return property.GetValue(of);
        }
        catch (TargetInvocationException failure) when (failure.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }
}
