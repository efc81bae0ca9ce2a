using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Monitor;

/// <summary>A conversation of JSON objects, one a line, as QEMU's monitor and its guest agent hold it. Lines are bounded.</summary>
internal sealed class JsonLines(Stream stream) : IDisposable
{
    /// <summary>Bytes of a line: what QEMU tells of a machine with hundreds of disks is far below.</summary>
    public const int LongestLine = 16 << 20;

    private const int FirstBuffer = 64 << 10;

    private byte[] buffer = new byte[FirstBuffer];
    private int start, end;

    public void Write(JsonObject message)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text)) message.WriteTo(writer);
        text.WriteByte((byte)'\n');
        Write(text.ToArray());
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            stream.Write(bytes);
        }
        catch (IOException error)
        {
            throw new QemuException("", $"The connection to QEMU broke: {error.Message}", error);
        }
    }

    /// <summary>The next object.</summary>
    /// <exception cref="QemuException">It is none, the line is too long, the other side ended, or it does not answer in time.</exception>
    public JsonElement Read()
    {
        while (true)
        {
            // The guest agent marks the beginning of an answer with a byte that is in no text.
            var line = ReadLine().TrimStart((byte)0xFF).Trim(" \r\t"u8);
            if (line.IsEmpty) continue;
            if (!Utf8.IsValid(line)) throw new QemuException("", "What QEMU sends is no JSON: it is no UTF-8.");
            try
            {
                var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = 64 });
                var element = JsonElement.ParseValue(ref reader);
                if (element.ValueKind == JsonValueKind.Object && !reader.Read()) return element;
            }
            catch (JsonException error)
            {
                throw new QemuException("", "What QEMU sends is no JSON.", error);
            }
            throw new QemuException("", "QEMU sends something else than an object.");
        }
    }

    public void Dispose() => stream.Dispose();

    private ReadOnlySpan<byte> ReadLine()
    {
        for (var searched = start; ;)
        {
            var at = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
            if (at >= 0)
            {
                var line = buffer.AsSpan(start, searched + at - start);
                start = searched + at + 1;
                return line;
            }
            searched = end;
            if (end == buffer.Length) searched = MakeRoom();
            var read = Fill();
            if (read == 0) throw new QemuException("", "QEMU ended the connection.");
            end += read;
        }
    }

    /// <summary>Where what is searched already ends afterwards.</summary>
    private int MakeRoom()
    {
        var length = end - start;
        if (length >= LongestLine) throw new QemuException("", $"QEMU sends a line of more than {LongestLine} bytes.");
        var target = length > buffer.Length / 2 ? new byte[buffer.Length * 2] : buffer;
        buffer.AsSpan(start, length).CopyTo(target);
        (buffer, start, end) = (target, 0, length);
        return length;
    }

    private int Fill()
    {
        try
        {
            return stream.Read(buffer.AsSpan(end));
        }
        catch (IOException error)
        {
            var isSlow = error.InnerException is System.Net.Sockets.SocketException { SocketErrorCode: System.Net.Sockets.SocketError.TimedOut or System.Net.Sockets.SocketError.WouldBlock };
            throw new QemuException("", isSlow ? "QEMU does not answer in time." : $"The connection to QEMU broke: {error.Message}", error);
        }
    }
}
