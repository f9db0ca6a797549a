using System.Globalization;

namespace Palinode.ServiceLoad;

/// <summary>What is measured, and what must come out.</summary>
internal sealed record LoadPlan
{
    /// <summary>Of measuring; filling and warming up come before.</summary>
    public double Minutes { get; init; } = 10;

    public int People { get; init; } = 50;
    public int Cases { get; init; } = 1000;
    public int Events { get; init; } = 20_000;

    /// <summary>Screenings that run at any time; each has a worker.</summary>
    public int Screenings { get; init; } = 2;

    /// <summary>Of every choice.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Seconds in which people come and sign in, one after the other. What happens meanwhile is not counted.</summary>
    public double WarmUp { get; init; } = 60;

    /// <summary>A data folder: filled when it is not there, kept afterwards. Otherwise a temporary one.</summary>
    public string? Data { get; init; }

    public string To { get; init; } = Path.Combine(Benchmarks.Documents.Repository.Results, "service-load.md");

    /// <summary>Seconds between the end of one page and the next click, evenly spread. People who read a case take longer; these are in a hurry.</summary>
    public const double LeastThink = 1, MostThink = 3;

    /// <summary>Of a hundred clicks.</summary>
    public const int Writes = 10;

    /// <summary>Milliseconds that nineteen in twenty stay below.</summary>
    public const double ReadTarget = 150, WriteTarget = 400;

    public static string Usage => "usage: [--minutes N] [--people N] [--cases N] [--events N] [--screenings N] [--seed N] [--warm-up SECONDS] [--data FOLDER] [--to FILE]";

    /// <summary>Null when it cannot be understood.</summary>
    public static LoadPlan? Parse(string[] arguments)
    {
        LoadPlan plan = new();
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length) return null;
            string value = arguments[i + 1];
            bool isNumber = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= 0;
            if (!isNumber && arguments[i] is not ("--data" or "--to")) return null;
            LoadPlan? next = arguments[i] switch
            {
                "--minutes" => plan with { Minutes = number },
                "--people" => plan with { People = (int)number },
                "--cases" => plan with { Cases = (int)number },
                "--events" => plan with { Events = (int)number },
                "--screenings" => plan with { Screenings = (int)number },
                "--seed" => plan with { Seed = (int)number },
                "--warm-up" => plan with { WarmUp = number },
                "--data" => plan with { Data = Path.GetFullPath(value) },
                "--to" => plan with { To = Path.GetFullPath(value) },
                _ => null,
            };
            if (next is null) return null;
            plan = next;
        }
        return plan;
    }
}
