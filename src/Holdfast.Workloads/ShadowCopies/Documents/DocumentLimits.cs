namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>How large a document of VSS may be. The largest that is known, of the System Writer, has 2.2 million characters and 19,000 file sets.</summary>
public static class DocumentLimits
{
    public const int Characters = 16 << 20;

    /// <summary>Between two opening brackets: one tag with its attributes, or one text.</summary>
    public const int Run = 2 << 20;

    public const int Depth = 16;
    public const int Attributes = 64;

    /// <summary>Components, file sets, and the like, each.</summary>
    public const int Entries = 200_000;

    /// <summary>Names that are not known and are told.</summary>
    public const int UnknownNames = 50;
}
