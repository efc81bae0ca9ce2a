namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>What kind of application a writer speaks for: VSS_SOURCE_TYPE.</summary>
public enum WriterSource
{
    Undefined,
    TransactedDatabase,
    NonTransactedDatabase,
    Other,
}
