using Holdfast.Console.Text;

namespace Holdfast.Console.Pages.Storage;

/// <summary>Disks and their use in words.</summary>
internal static class StorageWords
{
    /// <summary>When the pool will be full.</summary>
    internal static string Full(int? low, int? high, Texts texts) => (low, high) switch
    {
        (null, _) => texts["At this rate it does not fill, or too little is known yet."],
        ({ } soon, null) => texts["At this rate it is full in {0} days at the earliest, perhaps never.", ByteWords.Count(soon)],
        ({ } soon, { } late) when soon == late => texts["At this rate it is full in {0} days.", ByteWords.Count(soon)],
        ({ } soon, { } late) => texts["At this rate it is full in {0} to {1} days.", ByteWords.Count(soon), ByteWords.Count(late)],
    };

    /// <summary>A disk's kind of state and its word.</summary>
    internal static (string Kind, string Word) State(string state, Texts texts) => state switch
    {
        "ok" => ("ok", texts["Healthy"]),
        "missing" => ("danger", texts["Missing"]),
        "readOnly" => ("warning", texts["Read only"]),
        "full" => ("danger", texts["Full"]),
        _ => ("quiet", state),
    };
}
