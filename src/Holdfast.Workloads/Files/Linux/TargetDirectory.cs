namespace Holdfast.Workloads.Files.Linux;

/// <summary>
/// A directory beneath the target, open as a mere place (O_PATH), shared by reference count. Remembers what new files in it get by themselves, so that
/// it need not be asked for every file.
/// </summary>
internal sealed unsafe class TargetDirectory(int fd)
{
    private readonly Lock gate = new();
    private int references = 1;
    private bool learned;
    private bool? hasDefaultAccessList;
    private uint owner, group, flags;

    public int Fd => fd;

    /// <summary>True where a default access list is handed down to what is created here.</summary>
    public bool HasDefaultAccessList
    {
        get
        {
            lock (gate)
            {
                if (hasDefaultAccessList is { } known) return known;
                var path = stackalloc byte[NativeName.ProcPathCapacity];
                NativeName.WriteProcPath(new Span<byte>(path, NativeName.ProcPathCapacity), fd, default);
                fixed (byte* name = AttributeNames.DefaultAccessList)
                    hasDefaultAccessList = Libc.getxattr(path, name, null, 0) > 0;
                return hasDefaultAccessList.Value;
            }
        }
    }

    /// <summary>Owner, group and flags that a new file gets; learned from the first one.</summary>
    /// <param name="newFile">A file that was created here just now.</param>
    public (uint Owner, uint Group, uint Flags) Learn(int newFile)
    {
        lock (gate)
        {
            if (!learned && Native.StatHandle(newFile, out var stat) == 0)
            {
                (owner, group) = (stat.Owner, stat.Group);
                _ = InodeFlags.Read(newFile, out flags);
                learned = true;
            }
            return (owner, group, flags);
        }
    }

    /// <summary>True where it is already known that new files belong to these.</summary>
    public bool GivesTo(uint wantedOwner, uint wantedGroup)
    {
        lock (gate) return learned && owner == wantedOwner && group == wantedGroup;
    }

    public void AddReference() => Interlocked.Increment(ref references);

    public void Release()
    {
        if (Interlocked.Decrement(ref references) == 0) Native.Close(fd);
    }
}
