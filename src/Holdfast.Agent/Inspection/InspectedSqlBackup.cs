namespace Holdfast.Agent.Inspection;

/// <summary>A backup file of SQL Server.</summary>
/// <param name="Software">What wrote it.</param>
/// <param name="Families">Files that the backup was striped over; a restore needs all of them.</param>
/// <param name="Family">Which of them this one is, from 1.</param>
/// <param name="Sets">In the file's order; of a damaged file, what was read before the damage.</param>
public sealed record InspectedSqlBackup(
    bool? Intact, InspectedProblem? Problem, string? Software, int Families, int Family, IReadOnlyList<InspectedBackupSet> Sets) : InspectedFile(Intact, Problem);
