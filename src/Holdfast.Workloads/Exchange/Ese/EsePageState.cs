namespace Holdfast.Workloads.Exchange.Ese;

/// <summary>What a page's checksum says.</summary>
public enum EsePageState
{
    Whole,

    /// <summary>All zeros: never used.</summary>
    Empty,

    /// <summary>One bit of it is flipped. The engine would set it right when it reads the page; it is damaged all the same.</summary>
    OneBit,

    Damaged,
}
