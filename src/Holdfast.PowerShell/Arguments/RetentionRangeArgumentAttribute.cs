using System.Globalization;
using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Objects;
using Microsoft.Internal.EnterpriseStorage.Dls.UI.ObjectModel.OMCommon;

namespace Holdfast.PowerShell.Arguments;

/// <summary>A retention range as a text, such as "180 Days".</summary>
public sealed class RetentionRangeArgumentAttribute : NameArgumentAttribute
{
    private protected override object Find(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.Length == 2 && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var range) && Enum.TryParse<RetentionUnits>(words[1], ignoreCase: true, out var unit)
            ? new RetentionRange(range, unit)
            : throw new HoldfastException(ErrorCode.BadRequest, $"'{name}' is no retention range.", "Write it as a number and Days, Weeks, Month, or Years: '180 Days'.");
    }
}
