namespace Holdfast.Testing.SqlServer.Instances;

/// <summary>Values of sys.databases.recovery_model.</summary>
public static class RecoveryModels
{
    public const byte Full = 1, BulkLogged = 2, Simple = 3;
}
