using System.Globalization;
using Holdfast.Contracts.Api.Groups;
using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>When the first copies of new members are made.</summary>
[View("Method", "Later")]
public sealed class ReplicaCreation
{
    internal ReplicaCreation(ReplicaInfo? info)
    {
        var method = info?.Method ?? "now";
        Method = char.ToUpperInvariant(method[0]) + method[1..];
        Later = info?.Later is { } later ? DateTime.Parse(later, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>Now, Later, Manual.</summary>
    public string Method { get; }

    /// <summary>In the zone of the group; null: not at a certain time.</summary>
    public DateTime? Later { get; }

    public override string ToString() => Later is { } later ? $"{Method} {later:yyyy-MM-dd HH:mm}" : Method;
}
