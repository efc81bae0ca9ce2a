using System.Text.Json.Serialization;

namespace Holdfast.Agent.Inspection;

/// <summary>What a file is and whether it is whole; what else is said depends on its kind.</summary>
/// <param name="Intact">Null: it cannot be told, and the problem says why.</param>
/// <param name="Problem">Null where the file is intact.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(InspectedSqlBackup), "sqlServerBackup")]
public abstract record InspectedFile([property: JsonPropertyOrder(-2)] bool? Intact, [property: JsonPropertyOrder(-1)] InspectedProblem? Problem);
