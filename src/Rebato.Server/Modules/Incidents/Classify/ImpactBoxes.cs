using System.Globalization;
using Rebato.Kernel;

namespace Rebato.Modules.Incidents;

/// <summary>An answer to a question of the table of criteria as it is typed; empty is no answer.</summary>
internal sealed class ImpactBoxes
{
    public string? Number { get; set; }
    public string? Users { get; set; }
    public string? Choice { get; set; }

    /// <summary>What was answered last time, as the record keeps it.</summary>
    public static ImpactBoxes Of(string said, ImpactQuestion question) => question.Kind switch
    {
        AnswerKind.Choice or AnswerKind.YesNo => new() { Choice = said },
        AnswerKind.HoursAndUsers when said.Split(" h; ") is [var hours, var users] => new() { Number = hours, Users = users.TrimEnd(' ', '%') },
        _ => new() { Number = said },
    };

    /// <summary>Null without an answer; refused when a figure cannot be read.</summary>
    public Outcome<ImpactAnswer?> Read(ImpactQuestion question, string edition)
    {
        if (question.Kind is AnswerKind.Choice or AnswerKind.YesNo)
        {
            return string.IsNullOrWhiteSpace(Choice) ? Outcome<ImpactAnswer?>.From((ImpactAnswer?)null) : new ImpactAnswer(question.Key, Choice: Choice);
        }

        var both = question.Kind == AnswerKind.HoursAndUsers;
        if (string.IsNullOrWhiteSpace(Number) && (!both || string.IsNullOrWhiteSpace(Users)))
        {
            return Outcome<ImpactAnswer?>.From((ImpactAnswer?)null);
        }

        decimal? users = null;
        if (!Figure(Number, out var number) || (both && !Figure(Users, out users)))
        {
            return new Refusal("impact.answer-malformed", ImpactCriteria.Article(edition), "impact." + question.Key, question.Key);
        }

        return new ImpactAnswer(question.Key, number, users);
    }

    /// <summary>With comma or point: 0,07 and 0.07 are the same.</summary>
    private static bool Figure(string? text, out decimal? figure)
    {
        var read = decimal.TryParse(text?.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value);
        figure = read ? value : null;
        return read;
    }
}
