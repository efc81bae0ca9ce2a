using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Holdfast.Connection;
using Holdfast.Contracts.Api;

namespace Holdfast.Output;

/// <summary>Standard output of a command: one JSON document, or text.</summary>
internal sealed class ResultWriter(bool json) : IDisposable
{
    private readonly Stream stream = Console.OpenStandardOutput();
    private StreamWriter? text;

    /// <summary>Text for people; written when disposed.</summary>
    internal TextWriter Text => text ??= new StreamWriter(stream, new UTF8Encoding(false), bufferSize: 16 << 10, leaveOpen: true);

    internal void Show<T>(T value, JsonTypeInfo<T> type, Action<TextWriter> write)
    {
        if (json)
        {
            stream.Write(JsonSerializer.SerializeToUtf8Bytes(value, type));
            stream.Write("\n"u8);
        }
        else
        {
            write(Text);
        }
    }

    internal void ShowTable<T>(T value, JsonTypeInfo<T> type, string whenEmpty, TextTable table) =>
        Show(value, type, writer =>
        {
            if (table.IsEmpty) writer.WriteLine(whenEmpty);
            else if (Console.IsOutputRedirected) table.Write(writer);
            else TerminalTable.Write(table);
        });

    /// <summary>One job as an object, any other number as a list.</summary>
    internal void ShowJobs(IReadOnlyList<JobInfo> jobs)
    {
        if (!json)
        {
            foreach (var job in jobs) JobText.Write(Text, job);
            return;
        }
        using (var writer = new Utf8JsonWriter(stream))
        {
            if (jobs.Count == 1)
            {
                JobJson.Write(writer, jobs[0]);
            }
            else
            {
                writer.WriteStartObject();
                writer.WriteStartArray("jobs"u8);
                foreach (var job in jobs) JobJson.Write(writer, job);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }
        }
        stream.Write("\n"u8);
    }

    public void Dispose()
    {
        text?.Dispose();
        stream.Dispose();
    }
}
