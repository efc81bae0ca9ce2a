using System.Runtime.InteropServices;

namespace Holdfast.Workloads.Windows.ShadowCopies;

/// <summary>TOKEN_PRIVILEGES with one of them.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct TokenPrivilege
{
    public uint Count;
    public long Value;
    public uint Attributes;
}
