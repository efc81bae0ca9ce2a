using System.Text.Json.Serialization;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.ShadowCopies.Planning;

namespace Holdfast.Workloads.SystemState.Points;

/// <summary>What a point says of the state of a system.</summary>
/// <param name="Format">Version of this shape.</param>
/// <param name="WindowsFolder">Such as C:\Windows.</param>
/// <param name="Writers">In the order in which they are restored.</param>
/// <param name="Roots">Of the volumes that its files are on.</param>
/// <param name="Files">How many there are.</param>
/// <param name="Length">Bytes of all of them.</param>
/// <param name="Warnings">What is not in the point, and what a restore must mind.</param>
internal sealed record StateFacts(
    int Format, string Computer, string WindowsFolder, IReadOnlyList<KeptWriter> Writers, IReadOnlyList<string> Roots, long Files, long Length, IReadOnlyList<string> Warnings)
{
    public const int CurrentFormat = 1;

    /// <summary>Files have their access lists, attributes, times, and streams.</summary>
    public bool HasSecurity { get; init; }

    /// <summary>Of a domain controller: days for which its forest remembered what was deleted, when the point was made; null where that could not be read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? TombstoneDays { get; init; }

    [JsonIgnore]
    public bool NeedsReboot => Writers.Any(writer => writer.NeedsReboot);

    public bool Has(Guid writer) => Writers.Any(kept => kept.Writer == writer);

    /// <param name="plan">Of the restore of everything.</param>
    public static IReadOnlyList<KeptWriter> Of(ShadowRestorePlan plan) =>
        [.. plan.Steps.Select(step => new KeptWriter(step.Writer.Writer, step.Writer.Name, step.Writer.Restore?.Method ?? RestoreMethod.Undefined,
            step.Writer.Restore is { NeedsReboot: true } or { Method: RestoreMethod.AtReboot }, step.Writer.Restore?.Service is { Length: > 0 } service ? service : null, [.. step.Components.Select(component => component.Path.Full)]))];
}
