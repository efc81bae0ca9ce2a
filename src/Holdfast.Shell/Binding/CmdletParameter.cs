using System.Reflection;

namespace Holdfast.Shell.Binding;

/// <summary>A parameter of a cmdlet, as the attributes of its property say it.</summary>
internal sealed class CmdletParameter
{
    private readonly IReadOnlyList<ParameterAttribute> attributes;

    private CmdletParameter(PropertyInfo property)
    {
        Property = property;
        attributes = [.. property.GetCustomAttributes<ParameterAttribute>()];
        Aliases = property.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? [];
        Sets = [.. attributes.Select(attribute => attribute.ParameterSetName)];
    }

    internal PropertyInfo Property { get; }

    internal string Name => Property.Name;

    internal IReadOnlyList<string> Aliases { get; }

    /// <summary>Names of the sets that it is in; <see cref="ParameterAttribute.AllParameterSets"/> means all.</summary>
    internal IReadOnlyList<string> Sets { get; }

    internal string HelpMessage => attributes.Select(attribute => attribute.HelpMessage).FirstOrDefault(message => message.Length > 0) ?? "";

    internal bool IsSwitch => (Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType) == typeof(SwitchParameter);

    /// <summary>Takes all values that no other parameter has a place for.</summary>
    internal bool TakesRemaining => attributes.Any(attribute => attribute.ValueFromRemainingArguments);

    /// <summary>Taken, but not shown.</summary>
    internal bool IsHidden => attributes.All(attribute => attribute.DontShow);

    internal bool TakesPipeline => attributes.Any(attribute => attribute.ValueFromPipeline || attribute.ValueFromPipelineByPropertyName);

    /// <summary>Of its values, as a person reads it.</summary>
    internal string TypeName
    {
        get
        {
            var type = Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType;
            return type.IsArray ? type.GetElementType()!.Name + "[]" : type.Name;
        }
    }

    /// <summary>All parameters of a cmdlet, those of its base classes last.</summary>
    internal static IReadOnlyList<CmdletParameter> Of(Type cmdlet) =>
        [.. cmdlet.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetCustomAttributes<ParameterAttribute>().Any()).Select(property => new CmdletParameter(property))];

    /// <summary>The sets of parameters that a cmdlet has; one for all where it names none.</summary>
    internal static IReadOnlyList<string> SetsOf(IReadOnlyList<CmdletParameter> parameters)
    {
        var named = parameters.SelectMany(parameter => parameter.Sets).Where(set => set != ParameterAttribute.AllParameterSets).Distinct().ToList();
        return named.Count > 0 ? named : [ParameterAttribute.AllParameterSets];
    }

    internal bool IsNamed(string name) => string.Equals(name, Name, StringComparison.OrdinalIgnoreCase) || Aliases.Contains(name, StringComparer.OrdinalIgnoreCase);

    internal bool IsIn(string set) => Attribute(set) is not null;

    internal bool IsMandatoryIn(string set) => Attribute(set)?.Mandatory ?? false;

    /// <summary>Null: only by name.</summary>
    internal int? PositionIn(string set) => Attribute(set)?.Position is { } position and >= 0 ? position : null;

    internal bool TakesPipelineObjectIn(string set) => Attribute(set)?.ValueFromPipeline ?? false;

    internal bool TakesPipelinePropertyIn(string set) => Attribute(set)?.ValueFromPipelineByPropertyName ?? false;

    private ParameterAttribute? Attribute(string set) =>
        attributes.FirstOrDefault(attribute => attribute.ParameterSetName == set) ?? attributes.FirstOrDefault(attribute => attribute.ParameterSetName == ParameterAttribute.AllParameterSets);
}
