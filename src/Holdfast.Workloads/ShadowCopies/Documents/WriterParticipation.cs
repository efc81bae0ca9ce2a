namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>Whether a writer hears of a restore: VSS_WRITERRESTORE_ENUM.</summary>
public enum WriterParticipation
{
    Undefined,
    Never,

    /// <summary>When files could not be replaced.</summary>
    IfReplaceFails,
    Always,
}
