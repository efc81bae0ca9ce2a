using Holdfast.Format.Items;

namespace Holdfast.Workloads.Files.Linux;

/// <summary>Decides under which name something new appears, and what becomes of what has that name. Errors are error numbers, 0 for none.</summary>
internal sealed unsafe class NamePlacement(ExistingItem existing)
{
    /// <summary>Creates something under the item's name or, where that is taken, as the options say.</summary>
    /// <param name="item">What is restored.</param>
    /// <param name="create">Creates under a name; EEXIST where it is taken.</param>
    /// <param name="name">The name that was used.</param>
    /// <param name="replaces">True where the name is a temporary one and <see cref="Replace"/> must follow.</param>
    /// <returns>0; EEXIST where the existing item stays; another error number.</returns>
    public int Create(Item item, Func<byte[], int> create, out byte[] name, out bool replaces)
    {
        name = item.Name;
        replaces = false;
        var errno = create(name);
        if (errno != Errno.EEXIST || existing == ExistingItem.Skip) return errno;
        if (existing == ExistingItem.Overwrite)
        {
            replaces = true;
            name = TargetName.Temporary();
            return create(name);
        }
        for (var number = 1; errno == Errno.EEXIST && number <= TargetName.MostCopies; number++)
        {
            name = TargetName.Copy(item.Name, number);
            errno = create(name);
        }
        return errno;
    }

    /// <summary>Puts a finished temporary name in the item's place, as the options say.</summary>
    /// <param name="directory">Holds both.</param>
    /// <param name="temporary">The finished object.</param>
    /// <param name="item">What is restored.</param>
    /// <param name="name">The name it got.</param>
    public int Place(int directory, byte[] temporary, Item item, out byte[] name)
    {
        if (existing == ExistingItem.Overwrite)
        {
            name = item.Name;
            return Replace(directory, temporary, name);
        }
        var errno = Create(item, candidate => MoveToFree(directory, temporary, candidate), out name, out _);
        if (errno != 0) Remove(directory, temporary);
        return errno;
    }

    /// <summary>Replaces what has the name, atomically. An empty directory gives way, a full one does not.</summary>
    public static int Replace(int directory, byte[] temporary, byte[] name)
    {
        var errno = Rename(directory, temporary, name);
        if (errno == Errno.EISDIR)
        {
            var native = NativeName.From(name);
            errno = Libc.unlinkat(directory, (byte*)&native, Abi.AT_REMOVEDIR) == 0 ? Rename(directory, temporary, name) : Errno.Last;
        }
        // Renaming one name of an object to another name of the same object does nothing and leaves both.
        Remove(directory, temporary);
        return errno;
    }

    public static void Remove(int directory, byte[] name)
    {
        var native = NativeName.From(name);
        _ = Libc.unlinkat(directory, (byte*)&native, 0);
    }

    private static int Rename(int directory, byte[] from, byte[] to)
    {
        NativeName source = NativeName.From(from), target = NativeName.From(to);
        return Libc.renameat(directory, (byte*)&source, directory, (byte*)&target) == 0 ? 0 : Errno.Last;
    }

    private static int MoveToFree(int directory, byte[] from, byte[] to)
    {
        if (to.Length > NativeName.Longest) return Errno.ENAMETOOLONG;
        NativeName source = NativeName.From(from), target = NativeName.From(to);
        if (Libc.syscall(Abi.SysRenameat2, directory, (nint)(&source), directory, (nint)(&target), (nint)Abi.RENAME_NOREPLACE) == 0) return 0;
        var errno = Errno.Last;
        if (errno is not (Errno.EINVAL or Errno.ENOSYS)) return errno;
        // File systems without that kind of rename: a second link is just as exclusive.
        if (Libc.linkat(directory, (byte*)&source, directory, (byte*)&target, 0) != 0) return Errno.Last;
        Remove(directory, from);
        return 0;
    }
}
