using System.Runtime.InteropServices;

namespace Holdfast.Workloads.Windows.HyperV;

/// <summary>NETRESOURCEW of winnetwk.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NetResource
{
    public const uint Any = 0;

    public uint Scope;
    public uint Type;
    public uint DisplayType;
    public uint Usage;
    public char* LocalName;
    public char* RemoteName;
    public char* Comment;
    public char* Provider;
}
