using System.Security.Cryptography;
using System.Text.Json;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.PostgreSql.Log;

/// <summary>What is remembered of a cluster's slot in the folder that stays: its name, which no other program that protects the same cluster may have, and whose log it is.</summary>
internal sealed record SlotMemory(string Slot, string SystemIdentifier)
{
    private const string FileName = "postgresql-slot.json";

    /// <summary>What is remembered; a new name where nothing is.</summary>
    public static SlotMemory Read(WorkloadContext context, string? wanted)
    {
        SlotMemory? kept = null;
        var path = Path.Combine(context.Keep, FileName);
        if (File.Exists(path))
        {
            try
            {
                kept = JsonSerializer.Deserialize(File.ReadAllBytes(path), LogJson.Default.SlotMemory);
            }
            catch (JsonException)
            {
                kept = null; // half written: the slot that it named is told as unused by the server's own views
            }
        }
        var name = wanted ?? (kept?.Slot is { Length: > 0 } slot ? slot : $"holdfast_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}");
        return new SlotMemory(name, kept?.SystemIdentifier ?? "");
    }

    public void Write(WorkloadContext context)
    {
        var path = Path.Combine(context.Keep, FileName);
        var part = path + ".new";
        Directory.CreateDirectory(context.Keep);
        File.WriteAllBytes(part, JsonSerializer.SerializeToUtf8Bytes(this, LogJson.Default.SlotMemory));
        File.Move(part, path, overwrite: true);
    }
}
