namespace Holdfast.Workloads.Exchange;

/// <summary>What a file of a database is, by the end of its name: the engine fixes those.</summary>
internal enum ExchangeFileKind
{
    Other,
    Database,
    Log,
    Checkpoint,
}
