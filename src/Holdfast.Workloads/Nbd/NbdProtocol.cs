namespace Holdfast.Workloads.Nbd;

/// <summary>Numbers of the network block device protocol, fixed newstyle; all of them travel with the most significant byte first. Source: the protocol document of the NBD project (doc/proto.md).</summary>
internal static class NbdProtocol
{
    /// <summary>"NBDMAGIC" and "IHAVEOPT": what a server greets with.</summary>
    public const ulong Greeting = 0x4e42444d41474943, OptionGreeting = 0x49484156454f5054;

    public const ulong OptionReplyMagic = 0x0003e889045565a9;
    public const uint RequestMagic = 0x25609513, SimpleReplyMagic = 0x67446698, StructuredReplyMagic = 0x668e33ef;

    /// <summary>TCP port that IANA gave it.</summary>
    public const int Port = 10809;

    /// <summary>Flags of the handshake, of server and client alike.</summary>
    public const ushort FixedNewstyle = 1, NoZeroes = 2;

    /// <summary>Bytes of a request without its data, of a simple reply, and of a structured reply's header.</summary>
    public const int RequestLength = 28, SimpleReplyLength = 16, StructuredReplyLength = 20;

    /// <summary>Bytes of the header of an option (client) and of a reply to one (server).</summary>
    public const int OptionLength = 16, OptionReplyLength = 20;

    /// <summary>What a client should not go beyond where a server did not say otherwise.</summary>
    public const int DefaultLongestPayload = 32 << 20;

    /// <summary>Names of exports and of meta contexts.</summary>
    public const int LongestName = 4096;

    /// <summary>The context that tells holes and zeros of an image.</summary>
    public const string AllocationContext = "base:allocation";

    /// <summary>The contexts of QEMU's dirty bitmaps begin with this; the bitmap's name follows.</summary>
    public const string DirtyBitmapPrefix = "qemu:dirty-bitmap:";

    /// <summary>States of <see cref="AllocationContext"/>.</summary>
    public const uint StateHole = 1, StateZero = 2;

    /// <summary>State of a context of <see cref="DirtyBitmapPrefix"/>.</summary>
    public const uint StateDirty = 1;
}
