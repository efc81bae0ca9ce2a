using Holdfast.Contracts.Bandwidth;
using System.Text.Json;
using System.Text.Json.Serialization;
using Holdfast.Contracts.Errors;
using Holdfast.Vault.Transfer;

namespace Holdfast.Server.Engine;

/// <summary>What DIR/settings.json may say; every key is optional. docs/configuration.md.</summary>
/// <param name="PoolSoftDeleteHours">0…8,760; how long the data of deleted points stays in the pool. 24.</param>
/// <param name="VaultSoftDeleteDays">0…180; how long deleted data stays in the vault copy. The rule of the vault, as registered.</param>
/// <param name="SmallestDiskMiB">16…1,048,576; smaller folders are refused as pool disks. 256.</param>
/// <param name="CompressionLevel">-7…19; zstd. The default is what docs/performance.md was measured with.</param>
/// <param name="Workers">1…64; threads that cut, compress and seal. The number of processors, 2 to 16.</param>
/// <param name="WorkMbps">0…10,000 megabits a second to the vault in work hours; 0 for no limit. 0.</param>
/// <param name="NonWorkMbps">The same outside work hours. 0.</param>
/// <param name="WorkStartHour">0…23, local time. 9.</param>
/// <param name="WorkEndHour">0…23, local time. 18.</param>
/// <param name="WorkDays">Days by their English names. Monday to Friday.</param>
public sealed record EngineSettings(
    int PoolSoftDeleteHours = 24,
    int? VaultSoftDeleteDays = null,
    int SmallestDiskMiB = 256,
    int? CompressionLevel = null,
    int? Workers = null,
    int WorkMbps = 0,
    int NonWorkMbps = 0,
    int WorkStartHour = 9,
    int WorkEndHour = 18,
    IReadOnlyList<DayOfWeek>? WorkDays = null)
{
    private static readonly DayOfWeek[] MondayToFriday = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    [JsonIgnore]
    public BandwidthSchedule Bandwidth => new(
        WorkMbps * 125_000L, NonWorkMbps * 125_000L, new TimeOnly(WorkStartHour, 0), new TimeOnly(WorkEndHour, 0), [.. WorkDays ?? MondayToFriday]);

    [JsonIgnore]
    public int WorkerCount => Workers ?? Math.Clamp(Environment.ProcessorCount, 2, 16);

    /// <exception cref="HoldfastException">Not JSON, an unknown key, or a value out of its range: all of them named at once.</exception>
    public static EngineSettings Load(string path)
    {
        if (!File.Exists(path)) return new EngineSettings();
        EngineSettings settings;
        try
        {
            settings = JsonSerializer.Deserialize(File.ReadAllText(path), EngineJson.Default.EngineSettings) ?? new EngineSettings();
        }
        catch (JsonException error)
        {
            throw new HoldfastException(ErrorCode.BadRequest, $"'{path}' cannot be read: {error.Message}", "Correct the file (docs/configuration.md) or remove it.", error);
        }
        var wrong = settings.Violations().ToList();
        return wrong.Count == 0 ? settings
            : throw new HoldfastException(ErrorCode.BadRequest, $"'{path}': {string.Join(" ", wrong)}", "Correct the file (docs/configuration.md) or remove it.");
    }

    private IEnumerable<string> Violations()
    {
        if (PoolSoftDeleteHours is < 0 or > 8760) yield return "poolSoftDeleteHours must be 0 to 8760.";
        if (VaultSoftDeleteDays is < 0 or > 180) yield return "vaultSoftDeleteDays must be 0 to 180.";
        if (SmallestDiskMiB is < 16 or > 1048576) yield return "smallestDiskMiB must be 16 to 1048576.";
        if (CompressionLevel is < -7 or > 19) yield return "compressionLevel must be -7 to 19.";
        if (Workers is < 1 or > 64) yield return "workers must be 1 to 64.";
        if (WorkMbps is < 0 or > 10_000 || NonWorkMbps is < 0 or > 10_000) yield return "workMbps and nonWorkMbps must be 0 to 10000.";
        if (WorkStartHour is < 0 or > 23 || WorkEndHour is < 0 or > 23) yield return "workStartHour and workEndHour must be 0 to 23.";
    }
}
