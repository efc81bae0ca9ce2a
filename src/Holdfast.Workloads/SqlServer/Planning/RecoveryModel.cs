namespace Holdfast.Workloads.SqlServer.Planning;

/// <summary>How long a database keeps its log: recovery_model of sys.databases.</summary>
internal enum RecoveryModel
{
    Full = 1,
    BulkLogged = 2,
    Simple = 3,
}
