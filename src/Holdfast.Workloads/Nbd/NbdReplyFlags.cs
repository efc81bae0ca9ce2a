namespace Holdfast.Workloads.Nbd;

/// <summary>Flags of a chunk of a structured reply.</summary>
[Flags]
internal enum NbdReplyFlags : ushort
{
    None = 0,

    /// <summary>The last chunk of its reply.</summary>
    Done = 1,
}
