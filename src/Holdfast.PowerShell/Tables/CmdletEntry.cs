using System.Reflection;

namespace Holdfast.PowerShell.Tables;

/// <summary>A cmdlet of the module.</summary>
/// <param name="Type">Its class; its names, parameters, and help are its attributes.</param>
/// <param name="Create">Makes one.</param>
internal sealed record CmdletEntry(Type Type, Func<PSCmdlet> Create)
{
    private readonly CmdletAttribute attribute = Type.GetCustomAttribute<CmdletAttribute>()!;

    internal string Verb => attribute.VerbName;

    internal string Noun => attribute.NounName;

    /// <summary>Such as Get-DPMAlert.</summary>
    internal string Name => $"{Verb}-{Noun}";

    /// <summary>DPM's older names, and the one for new scripts, such as Get-HoldfastAlert.</summary>
    internal IReadOnlyList<string> Aliases { get; } = [.. Type.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? []];

    internal string DefaultSet => attribute.DefaultParameterSetName ?? ParameterAttribute.AllParameterSets;

    internal ConfirmImpact Impact => attribute.ConfirmImpact;

    internal bool Changes => attribute.SupportsShouldProcess;

    internal bool Is(string name) => string.Equals(name, Name, StringComparison.OrdinalIgnoreCase) || Aliases.Contains(name, StringComparer.OrdinalIgnoreCase);
}
