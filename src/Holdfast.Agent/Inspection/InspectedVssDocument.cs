using System.Text.Json.Serialization;

namespace Holdfast.Agent.Inspection;

/// <summary>A document of the Volume Shadow Copy Service.</summary>
/// <param name="Document">writerMetadata, backupComponents, or manifest.</param>
/// <param name="Writers">Of writer metadata: the one that it is of. Of a manifest: those that it names.</param>
/// <param name="Components">Of backup components: what was chosen.</param>
/// <param name="Unknown">Names in it that are not known here.</param>
public sealed record InspectedVssDocument(
    bool? Intact, InspectedProblem? Problem, string Document,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<InspectedWriter>? Writers,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<InspectedChosenComponent>? Components,
    IReadOnlyList<string> Unknown) : InspectedFile(Intact, Problem);
