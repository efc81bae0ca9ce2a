using System.Globalization;
using Holdfast.Format.Items;

namespace Holdfast.Workloads.Files.Linux;

/// <summary>
/// Gives restored objects their metadata in the order in which nothing undoes what came before: owner (clears setuid and capabilities), plain attributes
/// (need write permission), mode, access lists and capabilities, times, flags.
/// </summary>
internal sealed class MetadataWriter(TargetOptions options, IItemNotes notes)
{
    private const uint NoNumber = uint.MaxValue; // -1 tells chown to leave things as they are
    private readonly uint umask = ReadUmask();
    private readonly bool isRoot = Libc.geteuid() == 0;

    private bool FromPoint => options.Security == SecurityFrom.Point;

    /// <summary>Mode to create a file with. From the point and private until its owner is known, unless nothing has to change afterwards.</summary>
    public uint CreationMode(Item item, TargetDirectory parent)
    {
        if (!FromPoint) return 0x1b6 | (item.Mode & 0x49);
        return NeedsNoChmod(item, parent) ? item.Mode : 0x180;
    }

    /// <summary>Mode to create a node with: devices always private.</summary>
    public uint NodeCreationMode(Item item) => !FromPoint && item.Kind == ItemKind.Fifo ? 0x1b6u : 0x180;

    /// <summary>Mode to create a directory with; from the point, private until it is finished.</summary>
    public uint DirectoryCreationMode => FromPoint ? 0x1c0u : 0x1ff;

    public bool DropsInheritedAccessList(TargetDirectory parent) => FromPoint && parent.HasDefaultAccessList;

    /// <summary>Metadata of a new regular file, without the flags that forbid changes.</summary>
    /// <param name="fd">The file, open for writing.</param>
    /// <param name="item">What it is to be.</param>
    /// <param name="parent">Where it was created.</param>
    /// <param name="createdWith">The mode it was created with.</param>
    /// <returns>Named streams of Windows that did not fit.</returns>
    public IReadOnlyList<ExtendedAttribute> ApplyToFile(int fd, Item item, TargetDirectory parent, uint createdWith)
    {
        var gaps = new MetadataGaps { GathersStreams = true };
        var target = new OpenObject(fd, false);
        var skipsChmod = createdWith == item.Mode && NeedsNoChmod(item, parent);
        var inherited = parent.Learn(fd);
        if (FromPoint)
        {
            var owned = (inherited.Owner == item.Owner && inherited.Group == item.Group) || Chown(target, item, ref gaps);
            ApplyPlainAttributes(target, item, ref gaps);
            if (!skipsChmod) ApplyMode(target, item, owned, parent.HasDefaultAccessList, ref gaps);
            ApplyLateAttributes(target, item, owned, ref gaps);
        }
        else
        {
            ApplyPlainAttributes(target, item, ref gaps);
        }
        gaps.Check(target.SetTimes(item.Modified), "times");
        if (((inherited.Flags ^ item.Flags) & InodeFlags.Settable) != 0) ApplyFlags(fd, item.Flags & ~InodeFlags.Sealing, ref gaps);
        gaps.Report(item, notes);
        return gaps.Streams;
    }

    /// <summary>Metadata of a link or a node.</summary>
    public void ApplyToPlace(int fd, Item item, TargetDirectory parent)
    {
        var gaps = new MetadataGaps();
        var target = new OpenObject(fd, true);
        if (FromPoint)
        {
            var owned = Chown(target, item, ref gaps);
            ApplyPlainAttributes(target, item, ref gaps);
            if (item.Kind != ItemKind.SymbolicLink) ApplyMode(target, item, owned, parent.HasDefaultAccessList, ref gaps);
            ApplyLateAttributes(target, item, owned, ref gaps);
        }
        gaps.Check(target.SetTimes(item.Modified), "times");
        gaps.Report(item, notes);
    }

    /// <summary>Metadata of a directory whose content is complete.</summary>
    public void ApplyToDirectory(int fd, Item item)
    {
        var gaps = new MetadataGaps();
        var target = new OpenObject(fd, false);
        if (FromPoint)
        {
            var owned = Chown(target, item, ref gaps);
            ApplyPlainAttributes(target, item, ref gaps);
            if (!Has(item, AttributeNames.DefaultAccessList))
                gaps.Check(target.RemoveAttribute(AttributeNames.DefaultAccessList), "default access list");
            ApplyMode(target, item, owned, true, ref gaps);
            ApplyLateAttributes(target, item, owned, ref gaps);
        }
        else
        {
            ApplyPlainAttributes(target, item, ref gaps);
        }
        gaps.Check(target.SetTimes(item.Modified), "times");
        ApplyFlags(fd, item.Flags, ref gaps);
        gaps.Report(item, notes);
    }

    /// <summary>Flags that forbid changes, once the file has its name.</summary>
    public void Seal(int fd, Item item)
    {
        if ((item.Flags & InodeFlags.Sealing) == 0) return;
        var gaps = new MetadataGaps();
        ApplyFlags(fd, item.Flags, ref gaps);
        gaps.Report(item, notes);
    }

    private bool NeedsNoChmod(Item item, TargetDirectory parent) =>
        (item.Mode & umask) == 0 && (item.Mode & ~0x1ffu) == 0 && (isRoot || (item.Mode & 0x80) != 0)
        && !parent.HasDefaultAccessList && parent.GivesTo(item.Owner, item.Group);

    private static bool Chown(in OpenObject target, Item item, ref MetadataGaps gaps)
    {
        if (item.Owner == NoNumber || item.Group == NoNumber) return gaps.Check(Errno.EINVAL, "owner and group");
        var errno = target.Chown(item.Owner, item.Group);
        if (errno == 0) return true;
        // The group alone may be one of our own.
        var group = target.Chown(NoNumber, item.Group);
        gaps.Check(errno, $"owner {item.Owner}");
        gaps.Check(group, $"group {item.Group}");
        return false;
    }

    // Setuid and setgid for somebody else than recorded would give away the restorer's rights.
    private static void ApplyMode(in OpenObject target, Item item, bool owned, bool mayHaveAccessList, ref MetadataGaps gaps)
    {
        if (mayHaveAccessList && !Has(item, AttributeNames.AccessList))
            gaps.Check(target.RemoveAttribute(AttributeNames.AccessList), "access list");
        gaps.Check(target.Chmod(owned ? item.Mode : item.Mode & ~(Abi.S_ISUID | Abi.S_ISGID)), "mode");
    }

    private void ApplyPlainAttributes(in OpenObject target, Item item, ref MetadataGaps gaps) => Apply(target, item, late: false, ref gaps);

    private void ApplyLateAttributes(in OpenObject target, Item item, bool owned, ref MetadataGaps gaps)
    {
        if (item.Attributes is null) return;
        Apply(target, item, late: true, ref gaps);
        // Setting an access list may clear setgid.
        if (owned && (item.Mode & (Abi.S_ISUID | Abi.S_ISGID)) != 0 && Has(item, AttributeNames.AccessList))
            gaps.Check(target.Chmod(item.Mode), "mode");
    }

    private void Apply(in OpenObject target, Item item, bool late, ref MetadataGaps gaps)
    {
        if (item.Attributes is null) return;
        foreach (var attribute in item.Attributes)
        {
            if (AttributeNames.ComesLate(attribute.Name) != late || !(FromPoint || AttributeNames.IsData(attribute.Name)) || AttributeNames.IsOfScan(attribute.Name)) continue;
            gaps.Check(target.SetAttribute(AttributeNames.AsSet(attribute)), attribute);
        }
    }

    private static void ApplyFlags(int fd, uint flags, ref MetadataGaps gaps)
    {
        var errno = InodeFlags.Write(fd, flags, out var refused);
        if (errno != 0) gaps.Check(errno, string.Create(CultureInfo.InvariantCulture, $"flags 0x{refused:x}"));
    }

    private static bool Has(Item item, ReadOnlySpan<byte> name)
    {
        if (item.Attributes is null) return false;
        foreach (var attribute in item.Attributes)
            if (name.SequenceEqual(attribute.Name)) return true;
        return false;
    }

    private static uint ReadUmask()
    {
        const string field = "Umask:";
        var line = File.ReadLines("/proc/self/status").FirstOrDefault(text => text.StartsWith(field, StringComparison.Ordinal));
        return line is null ? 0x1ff : Convert.ToUInt32(line[field.Length..].Trim(), 8);
    }
}
