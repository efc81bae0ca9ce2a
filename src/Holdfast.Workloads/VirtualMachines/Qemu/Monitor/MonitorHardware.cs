using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Monitor;

/// <summary>Asks a monitor what the machine consists of besides its disks. What a storage daemon does not know is left out.</summary>
internal sealed partial class MonitorHardware(QmpConnection qmp)
{
    private const int LongestCommandLine = 128 << 10;

    private static readonly string[] questions =
    [
        "query-version", "query-name", "query-uuid", "query-status", "query-kvm", "query-target", "query-block", "query-named-block-nodes", "query-cpus-fast", "query-memory-size-summary", "query-memory-devices",
        "query-pci", "query-chardev", "query-iothreads",
    ];

    public QemuHardware Read() => new(
        qmp.TryExecute("query-target")?.Text("arch"), MachineType(), qmp.TryExecute("query-memory-size-summary")?.Number("base-memory") ?? 0, qmp.TryExecute("query-cpus-fast").Items().Count(), Firmware());

    /// <summary>What the monitor tells, as it tells it, and how the process was started.</summary>
    public IReadOnlyDictionary<string, byte[]> Configuration()
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var question in questions)
            if (qmp.TryExecute(question) is { } answer) files[$"qmp/{question}.json"] = Text(answer);
        if (CommandLine() is { Count: > 0 } arguments) files["command-line.json"] = Text(JsonSerializer.SerializeToElement(arguments, MonitorJson.Default.IReadOnlyListString));
        return files;
    }

    private string? MachineType() =>
        qmp.TryExecute("qom-get", new JsonObject { ["path"] = "/machine", ["property"] = "type" }) is { ValueKind: JsonValueKind.String } type && JsonFields.Text(type) is { } name
            ? name.EndsWith("-machine", StringComparison.Ordinal) ? name[..^"-machine".Length] : name : null;

    /// <summary>The first pflash holds the code of a UEFI firmware.</summary>
    private string? Firmware() => qmp.TryExecute("query-block").Items().FirstOrDefault(device => device.Text("device") == "pflash0").Field("inserted")?.Text("file");

    /// <summary>Null where the process is another account's, or on another system. Passwords and secrets in it are left out.</summary>
    private List<string>? CommandLine()
    {
        if (qmp.Peer is not { Process: > 0 } peer) return null;
        try
        {
            using var file = File.OpenRead($"/proc/{peer.Process}/cmdline");
            var bytes = new byte[LongestCommandLine];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return [.. System.Text.Encoding.UTF8.GetString(bytes, 0, length).TrimEnd('\0').Split('\0').Select(argument => Secret().Replace(argument, "$1=(left out)"))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null; // not ours to read: the rest says enough
        }
    }

    private static byte[] Text(JsonElement element)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = true })) element.WriteTo(writer);
        return text.ToArray();
    }

    [GeneratedRegex(@"\b(data|passw(?:or)?d|key)=[^,]*", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
