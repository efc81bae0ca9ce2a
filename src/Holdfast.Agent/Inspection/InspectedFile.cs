using System.Text.Json.Serialization;

namespace Holdfast.Agent.Inspection;

/// <summary>What a file is and whether it is whole; what else is said depends on its kind.</summary>
/// <param name="Intact">Null: it cannot be told, and the problem says why.</param>
/// <param name="Problem">Null where the file is intact.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(InspectedSqlBackup), "sqlServerBackup")]
[JsonDerivedType(typeof(InspectedVssDocument), "vssDocument")]
[JsonDerivedType(typeof(InspectedEse), "ese")]
[JsonDerivedType(typeof(InspectedUsnJournal), "usnJournal")]
[JsonDerivedType(typeof(InspectedVhdx), "vhdx")]
[JsonDerivedType(typeof(InspectedVhd), "vhd")]
[JsonDerivedType(typeof(InspectedDiskImage), "diskImage")]
public abstract record InspectedFile([property: JsonPropertyOrder(-2)] bool? Intact, [property: JsonPropertyOrder(-1)] InspectedProblem? Problem);
