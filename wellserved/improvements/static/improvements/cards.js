// The table with the cards: all that it needs is to stay as it is for everybody.
import "./live.js";
