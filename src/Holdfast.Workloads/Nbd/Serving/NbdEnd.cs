namespace Holdfast.Workloads.Nbd.Serving;

/// <summary>How a connection ended.</summary>
public enum NbdEnd
{
    /// <summary>The client said good-bye.</summary>
    Finished,

    /// <summary>It went away without a word.</summary>
    Lost,

    /// <summary>It did not keep to the protocol, or wanted more than there is room for.</summary>
    Violation,

    /// <summary>It asked for exports that are not here.</summary>
    Refused,

    /// <summary>It was silent, or too slow, for too long.</summary>
    TimedOut,

    /// <summary>The server stopped serving it.</summary>
    Stopped,

    /// <summary>The disk could not be read in the middle of an answer that has no place for an error.</summary>
    Failed,
}
