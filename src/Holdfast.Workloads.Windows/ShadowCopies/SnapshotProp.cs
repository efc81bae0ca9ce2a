using System.Runtime.InteropServices;

namespace Holdfast.Workloads.Windows.ShadowCopies;

/// <summary>VSS_SNAPSHOT_PROP of vss.h, 64 bits.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SnapshotProp
{
    public Guid Snapshot;
    public Guid Set;
    public int Count;
    public char* Device;
    public char* Volume;
    public char* OriginatingMachine;
    public char* ServiceMachine;
    public char* ExposedName;
    public char* ExposedPath;
    public Guid Provider;
    public int Attributes;
    public long Created;
    public int Status;
}
