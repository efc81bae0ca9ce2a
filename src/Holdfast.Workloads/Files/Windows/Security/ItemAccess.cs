using Holdfast.Format.Items;
using Holdfast.Workloads.Files.Windows.Items;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Files.Windows.Security;

/// <summary>Who may do what with an item of Windows, for people.</summary>
public static class ItemAccess
{
    /// <summary>Owner, group, and access lists as SDDL; null where there is no descriptor, or none that has a text form.</summary>
    public static string? Text(Item item)
    {
        try
        {
            return WindowsMetadata.Of(item).Security is { } descriptor ? SddlWriter.Write(SecurityDescriptor.Read(descriptor)) : null;
        }
        catch (MalformedFileException)
        {
            // It is shown as none. A recovery says that it is damaged.
            return null;
        }
    }
}
