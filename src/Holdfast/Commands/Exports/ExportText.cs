using Holdfast.Contracts.Api.Exports;
using Holdfast.Output;

namespace Holdfast.Commands.Exports;

/// <summary>Says how programs use an export.</summary>
internal static class ExportText
{
    internal static void Write(TextWriter text, StartedExport started)
    {
        var (export, uri) = (started.Export, started.Uri);
        text.WriteLine($"{export.Disk} of {export.SourceName}, as it was {Quantity.Time(export.PointCreated)}: {Quantity.Bytes(export.Bytes)}, read-only, as export {export.Id}");
        text.WriteLine(uri);
        if (export.Uri is null) text.WriteLine("The name in it is a secret: whoever knows it reads the disk. It is not shown again.");
        text.WriteLine();
        text.WriteLine("Look at it, and write to an overlay instead of the recovery point:");
        text.WriteLine($"nbdinfo '{uri}'");
        text.WriteLine($"qemu-img create -f qcow2 -F raw -b '{uri}' overlay.qcow2");
        text.WriteLine("qemu-system-x86_64 -m 2048 -drive file=overlay.qcow2,if=virtio");
        if (started.Authority is { } authority)
        {
            text.WriteLine();
            text.WriteLine("Clients check the server by this certificate. Save it as ca-cert.pem in a folder, and add ?tls-certificates=FOLDER to the address:");
            text.Write(authority);
        }
        text.WriteLine();
        text.WriteLine($"It ends at {Quantity.Time(export.Ends)} unless somebody uses it; `holdfast export stop {export.Id}` ends it now.");
    }
}
