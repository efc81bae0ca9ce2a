namespace Holdfast.Workloads.SqlServer.Planning;

/// <summary>What one backup set holds: the types D, I and L of msdb.</summary>
internal enum BackupSetKind
{
    Full = 1,
    Differential = 2,
    Log = 3,
}
